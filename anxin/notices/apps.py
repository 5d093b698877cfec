from anxin.ground.jobs.room import Room


class NoticesConfig(Room):
    name = "anxin.notices"
    label = "notices"
