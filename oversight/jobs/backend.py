"""任务后端。"""

from django_tasks.backends.base import BaseTaskBackend


class DatabaseBackend(BaseTaskBackend):
    def enqueue(self, task, args, kwargs):
        raise NotImplementedError
