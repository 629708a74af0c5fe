"""Reads mkdocs.yml, and what it inherits, without running anything it names."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bitext.dialect import Tagged, named
from bitext.errors import BitextError
from bitext.ground import Ground


def settings(
    path: Path, ground: Ground | None = None, heirs: tuple[Path, ...] = ()
) -> dict[str, Any]:
    """All that `path` (mkdocs.yml) says, over the file it names with INHERIT; it rests on `ground`."""
    ground = ground or Ground()
    if path.resolve() in heirs:
        raise BitextError(f"{path}: INHERIT: the file inherits from itself")
    data = _read_yaml(path, ground)
    parent = data.pop("INHERIT", None)
    if parent is None:
        return data
    base = path.parent / str(parent)
    if not base.is_file():
        raise BitextError(f"{path}: INHERIT: no such file: {parent}")
    return _merged(settings(base, ground, (*heirs, path.resolve())), data)


def _merged(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in over.items():
        if isinstance(value, Mapping) and isinstance(base.get(key), dict):
            base[key] = _merged(base[key], value)
        else:
            base[key] = value
    return base


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads MkDocs configuration files without executing what their tags ask for."""

    def __init__(self, text: str, ground: Ground) -> None:
        super().__init__(text)
        self.ground = ground


def _plain(loader: Any, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


def _tagged(loader: Any, suffix: str, node: yaml.Node) -> Tagged:
    return Tagged(suffix, _plain(loader, node))


def _environment(loader: Any, node: yaml.Node) -> Any:
    """The value of ``!ENV NAME`` or ``!ENV [NAME, OTHER, default]``."""
    value = _plain(loader, node)
    names, default = (
        (value[:-1], value[-1]) if isinstance(value, list) and value else ([value], None)
    )
    if isinstance(value, list) and len(value) == 1:
        names, default = value, None
    for name in map(str, names):
        loader.ground.variable(name)
        if name in os.environ:
            return yaml.safe_load(os.environ[name])
    return default


_Loader.add_constructor("!ENV", _environment)
_Loader.add_constructor("!relative", lambda loader, node: _plain(loader, node))
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)
_Loader.add_multi_constructor("!", _tagged)


def _read_yaml(path: Path, ground: Ground) -> dict[str, Any]:
    ground.file(path)
    try:
        data = _Loader(path.read_text(encoding="utf-8"), ground).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BitextError(f"{path}:{line}: not YAML: {error.problem}") from error
    except OSError as error:
        raise BitextError(f"{path}: cannot be read: {error.strerror}") from error
    except RecursionError as error:
        raise BitextError(f"{path}: nested too deeply") from error
    except (ValueError, yaml.YAMLError) as error:
        raise BitextError(f"{path}: not YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(data, dict):
        raise BitextError(f"{path}: not a list of `key: value` settings")
    return data


def plugin_options(data: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """What mkdocs.yml says of the plugin `name`; None where it does not use it."""
    return next((options for found, options in named(data.get("plugins")) if found == name), None)
