//! Which passes run.

/// A set of passes. `-name` switches one off: `Passes::parse("-peel,-cse")`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passes(u16);

impl Passes {
    /// Constant folding and exact algebra.
    pub const FOLD: Passes = Passes(1);
    /// Common subexpressions and guards.
    pub const CSE: Passes = Passes(1 << 1);
    /// Loads forwarded from stores and loads.
    pub const FORWARD: Passes = Passes(1 << 2);
    /// Integer ranges.
    pub const RANGES: Passes = Passes(1 << 3);
    /// Loop peeling.
    pub const PEEL: Passes = Passes(1 << 4);
    /// Dead code.
    pub const DCE: Passes = Passes(1 << 5);
    /// Dead stores.
    pub const DEAD_STORES: Passes = Passes(1 << 6);
    /// Sinking.
    pub const SINK: Passes = Passes(1 << 7);

    /// All passes.
    pub const ALL: Passes = Passes((1 << 8) - 1);
    /// No pass: what is recorded is what runs.
    pub const NONE: Passes = Passes(0);

    const NAMES: &'static [(&'static str, Passes)] = &[
        ("fold", Passes::FOLD),
        ("cse", Passes::CSE),
        ("forward", Passes::FORWARD),
        ("ranges", Passes::RANGES),
        ("peel", Passes::PEEL),
        ("dce", Passes::DCE),
        ("deadstores", Passes::DEAD_STORES),
        ("sink", Passes::SINK),
    ];

    /// The names, for help texts.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(name, _)| *name)
    }
    /// Whether all passes of `other` are in the set.
    #[inline(always)]
    pub const fn has(self, other: Passes) -> bool {
        self.0 & other.0 == other.0
    }
    /// The set without `other`.
    pub const fn without(self, other: Passes) -> Passes {
        Passes(self.0 & !other.0)
    }
    /// The set and `other`.
    pub const fn with(self, other: Passes) -> Passes {
        Passes(self.0 | other.0)
    }
    /// Changes to [`Passes::ALL`]: `-sink,-peel` switches two off; `none,+cse` leaves one. The
    /// error is the word that names no pass.
    pub fn parse(text: &str) -> Result<Passes, String> {
        let mut passes = Passes::ALL;
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let (on, name) = match word.strip_prefix('-') {
                Some(name) => (false, name),
                None => (true, word.strip_prefix('+').unwrap_or(word)),
            };
            let named = match name {
                "all" => Passes::ALL,
                "none" if on => {
                    passes = Passes::NONE;
                    continue;
                }
                _ => match Self::NAMES.iter().find(|(known, _)| *known == name) {
                    Some((_, pass)) => *pass,
                    None => return Err(word.to_string()),
                },
            };
            passes = if on { passes.with(named) } else { passes.without(named) };
        }
        Ok(passes)
    }
}

impl Default for Passes {
    fn default() -> Passes {
        Passes::ALL
    }
}
