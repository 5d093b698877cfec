"""Who the law speaks of: persons, and the family around one who died."""

from openfisca_core.entities import build_entity

# In the order of the roles below. What somebody is to the one who died is `kin`; a role says the same.
ROLES = ("deceased", "parent", "spouse", "child", "sibling", "grandparent", "grandchild", "other")

Person = build_entity("person", "persons", "A person", is_person=True)

Family = build_entity(
    "family",
    "families",
    "One who died, and the relatives",
    roles=[
        {"key": "deceased", "label": "The one who died", "max": 1},
        {"key": "parent", "plural": "parents", "label": "Parents, or who brought the deceased up"},
        {"key": "spouse", "label": "Spouse", "max": 1},
        {"key": "child", "plural": "children", "label": "Children"},
        {"key": "sibling", "plural": "siblings", "label": "Brothers and sisters"},
        {"key": "grandparent", "plural": "grandparents", "label": "Grandparents"},
        {"key": "grandchild", "plural": "grandchildren", "label": "Grandchildren"},
        {"key": "other", "plural": "others", "label": "Other relatives"},
    ],
)
