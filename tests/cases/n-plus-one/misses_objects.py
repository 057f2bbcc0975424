from quiet_lab_models import Repository

class Report:
    def get_rows(self):
        return ()

    def bios(self):
        return [row.owner.bio for row in self.get_rows()]


class RepositoryReport(Report):
    def get_rows(self):
        return Repository.objects.all()

    def loop_of_a_base_class_over_rows_of_its_subclass(self):
        return self.bios()  # MISS: n-plus-one
