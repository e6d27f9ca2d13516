from pathlib import Path
from typing import Any

import pulumi
import yaml

# What there is to say about a member, and of which kind it is.
KINDS = {"flavor": "string", "storage": "number", "stopAfter": "number", "protect": "boolean"}
KIND_OF = {str: "string", int: "number", float: "number", bool: "boolean"}


def read_roster(stack: str) -> list[dict[str, Any]]:
    """The roster of a stack, with everything filled in: `roster.<stack>.yaml` where there is one, else `roster.yaml`."""
    own = Path(f"roster.{stack}.yaml")
    file = own if own.exists() else Path("roster.yaml")
    roster = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    defaults = roster.get("defaults") or {}
    members = [{**defaults, **member} for member in roster.get("members") or []]
    complaints = find_complaints(members)
    if complaints:
        raise pulumi.RunError("\n  ".join([f"{file}:", *complaints]))
    return members


def find_complaints(members: list[dict[str, Any]]) -> list[str]:
    """All that is wrong is said at once."""
    complaints: list[str] = []
    names: set[str] = set()
    for index, member in enumerate(members):
        name = member.get("name")
        if not isinstance(name, str):
            complaints.append(f"members[{index}] has no name")
            continue
        if name in names:
            complaints.append(f"{name} is in it twice")
        names.add(name)
        for key in member:
            if key not in ("name", *KINDS):
                complaints.append(f'{name}: "{key}" is not known; there are: {", ".join(KINDS)}')
        for key, kind in KINDS.items():
            if KIND_OF.get(type(member.get(key))) != kind:
                complaints.append(f'{name}: "{key}" should be a {kind}, for the member or in defaults')
    return complaints
