//! `import`: modules written in Rust, and Python files on the search path.
//!
//! 1. `sys.modules` comes first; a module stands there before its body runs, and is taken out
//!    again if that raises.
//! 2. A package is a folder with an `__init__.py`; its `__path__` is that folder.

use std::path::{Path, PathBuf};

use crate::frame::header;
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::globals::globals_of;
use crate::interp::run::{Pc, code_of};
use crate::object::protocol;
use crate::object::{ClassId, DictObject, Kind, ModuleObject, Name, PyResult, Raised, StrObject, TupleObject, Value};

/// `ImportName`.
#[inline(never)]
pub unsafe fn import_name(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame, whose operands are verified.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let name = code_of(base).consts[instr.b as usize];
        let from_list = vm.operand(base, instr.c);
        vm.save(base, pc);
        let _ = header(base);
        let mut name = vm.realm.text_of(name).to_string();
        if instr.x > 0 {
            name = vm.absolute_name(&name, instr.x, globals_of(base))?;
        }
        let module = vm.import_dotted(&name)?;
        let result = if from_list.is_unbound() || from_list.is_none() {
            // `import a.b` binds `a`.
            let top = name.split('.').next().unwrap_or(&name).to_string();
            vm.import_dotted(&top)?
        } else {
            let items = from_list.cast::<TupleObject>().map_or(&[][..], TupleObject::items);
            vm.import_submodules(module, &name, items)?;
            module
        };
        *base.add(instr.a as usize) = result;
        Ok(())
    }
}

/// `ImportFrom`.
#[inline(never)]
pub unsafe fn import_from(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `import_name`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let module = *base.add(instr.b as usize);
        let name = code_of(base).consts[instr.c as usize];
        vm.save(base, pc);
        let name_str = Gc::<StrObject>::from_address(name.bits() as usize);
        let value = match vm.get_attr(module, name_str) {
            Ok(value) => value,
            Err(raised) if vm.realm.is_exception(raised, ClassId::AttributeError) => {
                vm.import_from_failed(module, name_str)?
            }
            Err(raised) => return Err(raised),
        };
        *base.add(instr.a as usize) = value;
        Ok(())
    }
}

/// `ImportStar`.
#[inline(never)]
pub unsafe fn import_star(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `import_name`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let value = *base.add(instr.a as usize);
        vm.save(base, pc);
        let Some(module) = value.cast::<ModuleObject>() else { return Ok(()) };
        let globals = globals_of(base);
        let all = vm.realm.name(Name::All);
        match vm.realm.dict_get_str(module.dict, all) {
            Some(names) => {
                for name in vm.collect_items(names)? {
                    if !name.is(Kind::Str) {
                        continue;
                    }
                    let name = vm.realm.intern_value(Gc::from_address(name.bits() as usize));
                    let value = vm.get_attr(Value::object(module), name)?;
                    vm.realm.dict_set_str(globals, name, value);
                }
            }
            None => {
                for (key, value) in DictObject::pairs(module.dict) {
                    if let Some(name) = key.cast::<StrObject>()
                        && !name.as_str().starts_with('_')
                    {
                        vm.realm.dict_set_str(globals, name, value);
                    }
                }
            }
        }
        Ok(())
    }
}

impl Interpreter {
    /// `sys.modules`.
    pub fn modules(&mut self) -> Gc<DictObject> {
        match self.realm.modules {
            Some(modules) => modules,
            None => {
                let modules = self.realm.new_dict();
                self.realm.modules = Some(modules);
                modules
            }
        }
    }

    fn absolute_name(&mut self, name: &str, level: u8, globals: Gc<DictObject>) -> PyResult<String> {
        let package = self.realm.intern_str("__package__");
        let package = match self.realm.dict_get_str(globals, package) {
            Some(value) if value.is(Kind::Str) => self.realm.text_of(value).to_string(),
            _ => String::new(),
        };
        if package.is_empty() {
            return Err(self
                .realm
                .raise(ClassId::ImportError, "attempted relative import with no known parent package"));
        }
        let mut parts: Vec<&str> = package.split('.').collect();
        for _ in 1..level {
            if parts.pop().is_none() || parts.is_empty() {
                return Err(self
                    .realm
                    .raise(ClassId::ImportError, "attempted relative import beyond top-level package"));
            }
        }
        let mut full = parts.join(".");
        if !name.is_empty() {
            full.push('.');
            full.push_str(name);
        }
        Ok(full)
    }

    /// Imports `a`, `a.b`, `a.b.c` in turn; the last module.
    pub fn import_dotted(&mut self, name: &str) -> PyResult {
        let key = self.realm.intern_str(name);
        let modules = self.modules();
        if let Some(known) = self.realm.dict_get_str(modules, key) {
            if known.is_none() {
                return Err(self.not_found(name, name));
            }
            return Ok(known);
        }
        match name.rsplit_once('.') {
            None => self.import_one(name, None),
            Some((parent, last)) => {
                let parent_module = self.import_dotted(parent)?;
                // The parent's body may have imported it, and collected the key.
                let key = self.realm.intern_str(name);
                let modules = self.modules();
                if let Some(known) = self.realm.dict_get_str(modules, key) {
                    return Ok(known);
                }
                let Some(package) = parent_module.cast::<ModuleObject>() else {
                    return Err(self.not_found(name, parent));
                };
                if let Some(made) = crate::builtins::make_module(self, name) {
                    let module = made?;
                    let modules = self.modules();
                    let key = self.realm.intern_str(name);
                    self.realm.dict_set_str(modules, key, module);
                    let last = self.realm.intern_str(last);
                    self.realm.dict_set_str(package.dict, last, module);
                    return Ok(module);
                }
                let path_name = self.realm.intern_str("__path__");
                let Some(path) = self.realm.dict_get_str(package.dict, path_name) else {
                    if parent != "asyncio" && parent != "collections" && crate::builtins::modules::exists(parent) {
                        // The rest of a package that is built in may stand on the search path.
                        let folders: Vec<PathBuf> = self
                            .search_path()?
                            .into_iter()
                            .map(|folder| folder.join(parent.replace('.', "/")))
                            .collect();
                        if folders.iter().any(|folder| folder.join(format!("{last}.py")).is_file()) {
                            let module = self.import_one(name, Some(folders))?;
                            let last = self.realm.intern_str(last);
                            self.realm.dict_set_str(package.dict, last, module);
                            return Ok(module);
                        }
                    }
                    if crate::builtins::modules::is_package(parent) {
                        return Err(self.not_found(name, name));
                    }
                    let text = format!("No module named '{name}'; '{parent}' is not a package");
                    return Err(self.import_failure(ClassId::ModuleNotFoundError, &text, name));
                };
                let folders: Vec<PathBuf> = self
                    .collect_items(path)?
                    .into_iter()
                    .map(|folder| PathBuf::from(self.realm.text_of(folder).to_string()))
                    .collect();
                let module = self.import_one(name, Some(folders))?;
                let last = self.realm.intern_str(last);
                self.realm.dict_set_str(package.dict, last, module);
                Ok(module)
            }
        }
    }

    fn import_one(&mut self, name: &str, folders: Option<Vec<PathBuf>>) -> PyResult {
        if folders.is_none()
            && let Some(made) = crate::builtins::make_module(self, name)
        {
            let module = made?;
            if name == "sys" {
                self.fill_sys(module);
            }
            let modules = self.modules();
            let key = self.realm.intern_str(name);
            self.realm.dict_set_str(modules, key, module);
            return Ok(module);
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        let folders = match folders {
            Some(folders) => folders,
            None => self.search_path()?,
        };
        // Folders without an `__init__.py`: together they are a package without code, if nothing else has the name.
        let mut portions = Vec::new();
        for folder in folders {
            let package = folder.join(last).join("__init__.py");
            if package.is_file() {
                return self.import_file(name, &package, Some(&folder.join(last)));
            }
            let file = folder.join(format!("{last}.py"));
            if file.is_file() {
                return self.import_file(name, &file, None);
            }
            if folder.join(last).is_dir() {
                portions.push(folder.join(last).to_string_lossy().into_owned());
            }
        }
        if portions.is_empty() { Err(self.not_found(name, name)) } else { Ok(self.namespace_package(name, &portions)) }
    }

    /// A package that is nothing but folders to look for modules in.
    fn namespace_package(&mut self, name: &str, folders: &[String]) -> Value {
        let module = self.realm.module(name);
        let mark = self.realm.root_mark();
        self.realm.root(Value::object(module));
        let folders: Vec<Value> = folders.iter().map(|folder| self.realm.str(folder)).collect();
        let path = self.realm.list(&folders);
        let package = self.realm.str(name);
        for (key, value) in [("__path__", Value::object(path)), ("__package__", package)] {
            let key = self.realm.intern_str(key);
            self.realm.dict_set_str(module.dict, key, value);
        }
        let modules = self.modules();
        let key = self.realm.intern_str(name);
        self.realm.dict_set_str(modules, key, Value::object(module));
        self.realm.unroot(mark);
        Value::object(module)
    }

    /// What `sys` says about this VM.
    fn fill_sys(&mut self, module: Value) {
        let Some(module) = module.cast::<ModuleObject>() else { return };
        for (name, items) in [("argv", self.settings.arguments.clone()), ("path", self.settings.search_path.clone())] {
            if items.is_empty() && name == "argv" {
                continue;
            }
            let items: Vec<Value> = items.iter().map(|item| self.realm.str(item)).collect();
            let list = self.realm.list(&items);
            let name = self.realm.intern_str(name);
            self.realm.dict_set_str(module.dict, name, Value::object(list));
        }
    }

    fn not_found(&mut self, name: &str, missing: &str) -> Raised {
        let text = format!("No module named '{missing}'");
        self.import_failure(ClassId::ModuleNotFoundError, &text, name)
    }

    fn import_failure(&mut self, class: ClassId, text: &str, name: &str) -> Raised {
        let raised = self.realm.raise(class, text);
        let key = self.realm.name(Name::NameAttr);
        let name = self.realm.str(name);
        self.realm.instance_set(raised.0, key, name);
        raised
    }

    /// `sys.path`, if `sys` was imported; else the configured search path.
    fn search_path(&mut self) -> PyResult<Vec<PathBuf>> {
        let modules = self.modules();
        let sys = self.realm.intern_str("sys");
        if let Some(sys) = self.realm.dict_get_str(modules, sys).and_then(|sys| sys.cast::<ModuleObject>()) {
            let path = self.realm.intern_str("path");
            if let Some(path) = self.realm.dict_get_str(sys.dict, path)
                && path.is(Kind::List)
            {
                let mut folders = Vec::new();
                for item in self.realm.list_items(path).to_vec() {
                    if item.is(Kind::Str) {
                        folders.push(PathBuf::from(self.realm.text_of(item).to_string()));
                    }
                }
                return Ok(folders);
            }
        }
        Ok(self.settings.search_path.iter().map(PathBuf::from).collect())
    }

    fn import_file(&mut self, name: &str, file: &Path, package: Option<&Path>) -> PyResult {
        let source = match std::fs::read(file) {
            Ok(bytes) => match crate::syntax::encoding::decode(&bytes, Some(&file.to_string_lossy())) {
                Ok(text) => text,
                Err(message) => return Err(self.realm.raise(ClassId::SyntaxError, message)),
            },
            Err(error) => {
                let text = format!("cannot read '{}': {error}", file.display());
                return Err(self.import_failure(ClassId::ImportError, &text, name));
            }
        };
        let file_name = file.to_string_lossy().into_owned();
        let code = self.compile(&source, &file_name, false)?;
        let module = self.realm.module(name);
        let mark = self.realm.root_mark();
        self.realm.root(Value::object(module));
        let package_name = match package {
            Some(folder) => {
                let folder = folder.to_string_lossy().into_owned();
                let folder = self.realm.str(&folder);
                let path = self.realm.list(&[folder]);
                let key = self.realm.intern_str("__path__");
                self.realm.dict_set_str(module.dict, key, Value::object(path));
                name.to_string()
            }
            None => name.rsplit_once('.').map_or(String::new(), |(parent, _)| parent.to_string()),
        };
        for (key, value) in [("__package__", package_name.as_str()), ("__file__", file_name.as_str())] {
            let key = self.realm.intern_str(key);
            let value = self.realm.str(value);
            self.realm.dict_set_str(module.dict, key, value);
        }
        let key = self.realm.intern_str(name);
        let modules = self.modules();
        self.realm.dict_set_str(modules, key, Value::object(module));
        self.realm.loading.push(Value::object(module));
        let result = self.run_code(code, module.dict);
        self.realm.loading.pop();
        self.realm.unroot(mark);
        if let Err(raised) = result {
            let key = self.realm.intern_str(name);
            self.realm.dict_remove_str(modules, key);
            return Err(raised);
        }
        Ok(Value::object(module))
    }

    /// `from package import a, b`: those that are no attributes may be submodules.
    fn import_submodules(&mut self, module: Value, name: &str, items: &[Value]) -> PyResult<()> {
        let Some(package) = module.cast::<ModuleObject>() else { return Ok(()) };
        let path = self.realm.intern_str("__path__");
        if self.realm.dict_get_str(package.dict, path).is_none() {
            return Ok(());
        }
        for item in items {
            let Some(item) = item.cast::<StrObject>() else { continue };
            if item.as_str() == "*" || self.realm.dict_get_str(package.dict, item).is_some() {
                continue;
            }
            let full = format!("{name}.{}", item.as_str());
            match self.import_dotted(&full) {
                Ok(_) => {}
                // The instruction that reads the attribute raises.
                Err(raised)
                    if self.realm.is_exception(raised, ClassId::ModuleNotFoundError) && self.misses(raised, &full) => {}
                Err(raised) => return Err(raised),
            }
        }
        Ok(())
    }

    /// Whether a ModuleNotFoundError is about that module, not about one that it imports.
    fn misses(&mut self, raised: Raised, name: &str) -> bool {
        let key = self.realm.name(Name::NameAttr);
        let found = self.realm.instance_get(raised.0, key);
        found.is_some_and(|found| found.is(Kind::Str) && self.realm.text_of(found) == name)
    }

    fn import_from_failed(&mut self, module: Value, name: Gc<StrObject>) -> PyResult {
        let own = module.cast::<ModuleObject>();
        let module_name = match own {
            Some(own) => self.realm.text_of(own.name).to_string(),
            None => {
                let name = self.realm.name(Name::DunderName);
                let name = protocol::find_attr(self, module, name)?.and_then(|name| name.cast::<StrObject>());
                name.map_or("<unknown module name>".into(), |name| name.as_str().to_string())
            }
        };
        let full = self.realm.intern_str(&format!("{module_name}.{}", name.as_str()));
        let modules = self.modules();
        if let Some(known) = self.realm.dict_get_str(modules, full) {
            return Ok(known);
        }
        let file = self.realm.name(Name::File);
        let place = match own.and_then(|m| self.realm.dict_get_str(m.dict, file)) {
            Some(file) => self.realm.text_of(file).to_string(),
            None => "unknown location".to_string(),
        };
        let text = if self.realm.loading.contains(&module) {
            format!(
                "cannot import name '{}' from partially initialized module '{module_name}' (most likely due to a \
                 circular import) ({place})",
                name.as_str()
            )
        } else {
            format!("cannot import name '{}' from '{module_name}' ({place})", name.as_str())
        };
        Err(self.import_failure(ClassId::ImportError, &text, &module_name))
    }
}
