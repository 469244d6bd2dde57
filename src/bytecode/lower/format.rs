//! f-strings.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::{Op, Operand};
use crate::syntax::ast::{self, FStringPart, InterpolatedElement, InterpolatedStringElement};
use crate::syntax::{Ranged, TextRange};

/// Pieces that are joined at once.
const MAX_PIECES: u16 = 250;

/// The pieces of an f-string so far: text that is not written yet, and how many are.
#[derive(Default)]
struct Pieces {
    text: String,
    count: u16,
}

impl<'a> Lowerer<'a, '_> {
    /// The str that an f-string stands for.
    pub(super) fn f_string(&mut self, node: &'a ast::ExprFString, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let mut pieces = Pieces::default();
        for part in &node.value {
            match part {
                FStringPart::Literal(text) => pieces.text.push_str(&text.value),
                FStringPart::FString(part) => self.elements(&part.elements, mark, &mut pieces, node.range())?,
            }
        }
        Ok(self.join(pieces, mark, want, node.range()))
    }

    fn elements(
        &mut self,
        elements: &'a [InterpolatedStringElement],
        mark: u16,
        pieces: &mut Pieces,
        range: TextRange,
    ) -> Lowered {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(text) => pieces.text.push_str(&text.value),
                InterpolatedStringElement::Interpolation(element) => {
                    self.interpolation(element, mark, pieces, range)?
                }
            }
        }
        Ok(())
    }

    fn interpolation(
        &mut self,
        element: &'a InterpolatedElement,
        mark: u16,
        pieces: &mut Pieces,
        range: TextRange,
    ) -> Lowered {
        let mut conversion = element.conversion.to_byte().unwrap_or(0);
        if let Some(debug) = &element.debug_text {
            pieces.text.push_str(debug.as_str());
            if conversion == 0 && element.format_spec.is_none() {
                conversion = b'r';
            }
        }
        self.flush(pieces, range);
        if pieces.count >= MAX_PIECES {
            self.result(Want::Push, mark, range, Op::BuildString, TEMPORARY | mark, pieces.count);
            pieces.count = 1;
        }
        let at = self.unit.depth;
        let value = self.operand(&element.expression)?;
        let spec = match &element.format_spec {
            Some(spec) => {
                let start = self.unit.depth;
                let mut inner = Pieces::default();
                self.elements(&spec.elements, start, &mut inner, range)?;
                self.join(inner, start, Want::Any, range)
            }
            None => self.unbound(),
        };
        self.result_with(Want::Push, at, range, Op::Format, conversion, value, spec);
        pieces.count += 1;
        Ok(())
    }

    fn flush(&mut self, pieces: &mut Pieces, range: TextRange) {
        if !pieces.text.is_empty() {
            let text = self.constant(Constant::str(&pieces.text));
            self.bring(Want::Push, text, range);
            pieces.text.clear();
            pieces.count += 1;
        }
    }

    fn join(&mut self, mut pieces: Pieces, mark: u16, want: Want, range: TextRange) -> Operand {
        if pieces.count == 0 {
            let text = self.constant(Constant::str(&pieces.text));
            return self.bring(want, text, range);
        }
        self.flush(&mut pieces, range);
        if pieces.count == 1 {
            return self.deliver(want, mark, range);
        }
        self.result(want, mark, range, Op::BuildString, TEMPORARY | mark, pieces.count)
    }
}
