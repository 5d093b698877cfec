from anxin.ground.jobs.room import Room


class OversightConfig(Room):
    name = "anxin.oversight"
    label = "oversight"
