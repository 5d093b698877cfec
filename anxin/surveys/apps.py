from anxin.ground.jobs.room import Room


class SurveysConfig(Room):
    name = "anxin.surveys"
    label = "surveys"
