from anxin.ground.jobs.room import Room


class AccessConfig(Room):
    name = "anxin.ground.access"
    label = "access"
