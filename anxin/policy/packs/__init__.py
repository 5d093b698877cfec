"""Local standards and new national figures as files: read strictly, cited always, never a default.

`read(text)` makes a Pack of YAML or raises PackError; `system_with(packs)` is the law with them;
`anxin.policy.local` looks values up. How to write one: docs/policy.md. Two examples lie beside this file.
"""
