from anxin.ground.jobs.room import Room


class CareConfig(Room):
    name = "anxin.care"
    label = "care"
