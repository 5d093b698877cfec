from anxin.ground.jobs.room import Room


class MessagesConfig(Room):
    name = "anxin.ground.messages"
    label = "messages_out"  # "messages" is Django's own
