from anxin.ground.jobs.room import Room


class DemoConfig(Room):
    name = "anxin.demo"
    label = "demo"
