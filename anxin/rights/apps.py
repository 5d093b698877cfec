from anxin.ground.jobs.room import Room


class RightsConfig(Room):
    name = "anxin.rights"
    label = "rights"
