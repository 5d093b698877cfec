"""Every button that offers a list as a file leads to one that can be made."""

from anxin.ground.ui import navigation
from anxin.oversight.exports import kinds


def test_each_button_of_a_list_names_a_list_that_can_be_exported():
    buttons = [one for one in navigation.list_links.things.values() if one.url_name == "exports:new"]
    asked = {dict(one.kwargs)["what"] for one in buttons}
    assert "visit_plans" in asked
    assert asked == {one.code for one in kinds.all_kinds()}
