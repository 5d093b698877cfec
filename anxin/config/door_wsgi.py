"""What the web server of the door calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "anxin.config.door"  # never the house's, whatever the surroundings say
application = get_wsgi_application()
