from anxin.ground.jobs.room import Room


class EntitlementsConfig(Room):
    name = "anxin.entitlements"
    label = "entitlements"
