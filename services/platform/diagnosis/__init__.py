"""What is wrong with a deployment, and what to do about it, in words of both languages."""

from services.platform.diagnosis.database import diagnose_database
from services.platform.diagnosis.findings import Diagnosis, Grade
from services.platform.diagnosis.queue import diagnose_queue
from services.platform.diagnosis.settings import diagnose_settings
from services.platform.diagnosis.surroundings import diagnose_files, diagnose_services

__all__ = [
    "Diagnosis",
    "Grade",
    "diagnose_database",
    "diagnose_files",
    "diagnose_queue",
    "diagnose_services",
    "diagnose_settings",
]
