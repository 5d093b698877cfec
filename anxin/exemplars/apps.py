from anxin.ground.jobs.room import Room


class ExemplarsConfig(Room):
    name = "anxin.exemplars"
    label = "exemplars"
