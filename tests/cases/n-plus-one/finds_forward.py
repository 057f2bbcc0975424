from quiet_lab_models import Owner, PullRequest, Repository


def plain_loop():
    for repo in Repository.objects.all():
        print(repo.owner.username)  # E: n-plus-one


def comprehension():
    return [repo.owner.username for repo in Repository.objects.all()]  # E: n-plus-one


def twice_is_one_finding():
    for repo in Repository.objects.all():
        print(repo.owner.username)  # E: n-plus-one
        print(repo.owner.bio)


def primary_key_through_the_relation():
    return [repo.owner.pk for repo in Repository.objects.all()]  # E: n-plus-one


def id_through_the_relation():
    return [repo.owner.id for repo in Repository.objects.all()]  # E: n-plus-one


def nullable():
    return [repo.backup for repo in Repository.objects.all()]  # E: n-plus-one


def to_field():
    return [repo.lead.bio for repo in Repository.objects.all()]  # E: n-plus-one


def truth_value():
    return [repo.name for repo in Repository.objects.all() if repo.owner]  # E: n-plus-one


def comparison():
    owner = Owner.objects.get(username="u0")
    return [repo.name for repo in Repository.objects.all() if repo.owner == owner]  # E: n-plus-one


def only_passed_on():
    found = set()
    for repo in Repository.objects.all():
        found.add(repo.owner)  # E: n-plus-one
    return found


def as_a_key():
    table = {}
    for repo in Repository.objects.all():
        table[repo.owner] = repo.name  # E: n-plus-one
    return table


def has_attribute():
    return [hasattr(repo, "owner") for repo in Repository.objects.all()]  # E: n-plus-one


def get_attribute():
    return [getattr(repo, "owner") for repo in Repository.objects.all()]  # E: n-plus-one


def other_relation_is_loaded():
    for repo in Repository.objects.select_related("owner"):
        print(repo.backup)  # E: n-plus-one


def one_hop_short():
    for repo in Repository.objects.select_related("owner"):
        print(repo.owner.team.name)  # E: n-plus-one


def non_null_only():
    for repo in Repository.objects.select_related():
        print(repo.backup)  # E: n-plus-one


def cleared():
    for repo in Repository.objects.select_related("owner").select_related(None):
        print(repo.owner.bio)  # E: n-plus-one


def join_in_filter_does_not_load():
    for repo in Repository.objects.filter(owner__username__startswith="u"):
        print(repo.owner.bio)  # E: n-plus-one


def join_in_order_does_not_load():
    for repo in Repository.objects.order_by("owner__username"):
        print(repo.owner.bio)  # E: n-plus-one


def to_self():
    return [repo.parent for repo in Repository.objects.all()]  # E: n-plus-one


def parent_of_parent():
    for repo in Repository.objects.select_related("parent"):
        if repo.parent:
            print(repo.parent.parent)  # E: n-plus-one


def two_hops():
    for pull in PullRequest.objects.select_related("repo"):
        print(pull.repo.owner.username)  # E: n-plus-one


def chain_is_one_finding():
    for pull in PullRequest.objects.all():
        print(pull.repo.owner.team.name)  # E: n-plus-one


def narrowed_by_a_second_call():
    for repo in Repository.objects.select_related().select_related("backup"):
        print(repo.owner.bio)  # E: n-plus-one


def result_thrown_away():
    repos = Repository.objects.all()
    repos.select_related("owner")
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def on_some_paths(flag=False):
    repos = Repository.objects.all()
    if flag:
        repos = repos.select_related("owner")
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def reassigned_without():
    repos = Repository.objects.select_related("owner")
    repos = Repository.objects.filter(name__startswith="r")
    return [repo.owner.bio for repo in repos]  # E: n-plus-one


def in_an_f_string():
    return [f"{repo.name} by {repo.owner.username}" for repo in Repository.objects.all()]  # E: n-plus-one


def key_changed_before():
    owner = Owner.objects.get(username="u0")
    for repo in Repository.objects.select_related("owner"):
        repo.owner_id = owner.pk + 1
        print(repo.owner.bio)  # E: n-plus-one


def refreshed():
    for repo in Repository.objects.all():
        repo.refresh_from_db()  # E: n-plus-one


def lost_by_refresh():
    for repo in Repository.objects.select_related("owner"):
        repo.refresh_from_db()  # E: n-plus-one
        print(repo.owner.bio)  # E: n-plus-one
