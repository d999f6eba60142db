"""JSON as the programs print it, with every digit kept."""

import json
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator


def no_twins(pairs):
    """An object whose members all differ."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice in an object")
    return members


def no_constant(name):
    raise ValueError(name + " is not JSON")


def read(text):
    """A document; decimals are Decimal, so that 0.720 is not 0.72."""
    return json.loads(text, parse_float=Decimal, parse_constant=no_constant,
                      object_pairs_hook=no_twins)


def digits(value):
    """The decimals that a number was written with."""
    return -value.as_tuple().exponent if isinstance(value, Decimal) else 0


def walk(value, name=None):
    """All values in a document, each with the name of its member."""
    yield name, value
    if isinstance(value, dict):
        for key, below in value.items():
            yield from walk(below, key)
    elif isinstance(value, list):
        for below in value:
            yield from walk(below, name)


class Schemas:
    """The schemas of spec/schema, by the first list that a document has;
    "tables" is that of each line of NDJSON, by its member "table"."""

    def __init__(self, top):
        self.raw = {}
        self.validators = {}
        for path in sorted((Path(top) / "spec/schema").glob("*.json")):
            schema = json.loads(path.read_text(encoding="utf-8"))
            name = schema["required"][1] if "required" in schema else \
                path.name.removesuffix(".schema.json")
            Draft202012Validator.check_schema(schema)
            self.raw[name] = schema
        for name, schema in self.raw.items():
            self.validators[name] = Draft202012Validator(self.whole(schema))

    def whole(self, schema):
        """A schema with the definitions of others that it refers to."""
        for other in self.raw.values():
            text = json.dumps(schema)
            if '"%s#/' % other["$id"] in text:
                schema = json.loads(text.replace(other["$id"] + "#/", "#/"))
                schema["$defs"] = {**other["$defs"],
                                   **schema.get("$defs", {})}
        return schema

    def faults(self, document):
        """What is wrong with a document, in sentences."""
        lists = set(document) & set(self.validators) \
            if isinstance(document, dict) else set()
        if isinstance(document, dict) and "table" in document:
            lists = {"tables"}
        if len(lists) != 1:
            return ["no schema fits"]
        found = ["%s: %s" % (fault.json_path, fault.message[:300])
                 for fault in self.validators[lists.pop()].iter_errors(
                     document)]
        for name, value in walk(document):
            if name == "score" and value is not None \
                    and digits(value) != 3:
                found.append("score %s has not three decimals" % value)
            if name == "percent" and value is not None \
                    and digits(value) != 1:
                found.append("percent %s has not one decimal" % value)
        return found
