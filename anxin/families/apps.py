from anxin.ground.jobs.room import Room


class FamiliesConfig(Room):
    name = "anxin.families"
    label = "families"
