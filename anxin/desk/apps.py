from anxin.ground.jobs.room import Room


class DeskConfig(Room):
    name = "anxin.desk"
    label = "desk"
