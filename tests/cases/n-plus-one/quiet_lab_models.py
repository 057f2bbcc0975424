"""Quiet: models alone; the other cases use them, and a test runs their functions on them."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Team(models.Model):
    name = models.CharField(max_length=50)

    class Meta:
        app_label = "lab"


class Owner(models.Model):
    username = models.CharField(max_length=50, unique=True)
    bio = models.TextField(default="")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")

    class Meta:
        app_label = "lab"

    def __str__(self):
        return self.username


class Profile(models.Model):
    owner = models.OneToOneField(Owner, on_delete=models.CASCADE)
    city = models.CharField(max_length=50)

    class Meta:
        app_label = "lab"


class Badge(models.Model):
    holder = models.OneToOneField("Owner", on_delete=models.CASCADE, related_name="badge")

    class Meta:
        app_label = "lab"


class Tag(models.Model):
    name = models.CharField(max_length=50)

    class Meta:
        app_label = "lab"

    def __str__(self):
        return self.name


class RepositoryQuerySet(models.QuerySet):
    def with_owner(self):
        return self.select_related("owner")

    def named(self, name):
        return self.filter(name__startswith=name)

    def for_lists(self):
        return self.with_owner().prefetch_related("tags")


class WithOwnerManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().select_related("owner")

    def recent(self):
        return self.get_queryset().filter(name__startswith="r")

    def plain(self):
        return self.filter(name__startswith="r").select_related(None)


class HandmadeManager(models.Manager):
    def get_queryset(self):
        return RepositoryQuerySet(self.model, using=self._db)

    def with_owner(self):
        return self.get_queryset().with_owner()


class FromQuerySetManager(models.Manager.from_queryset(RepositoryQuerySet)):
    def listed(self):
        return self.for_lists()


class Repository(models.Model):
    name = models.CharField(max_length=50)
    notes = models.TextField(default="")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE)
    backup = models.ForeignKey(Owner, on_delete=models.SET_NULL, null=True, related_name="backup_repos")
    spare = models.ForeignKey("lab.Owner", on_delete=models.SET_NULL, null=True, related_name="+")
    lead = models.ForeignKey(
        Owner, on_delete=models.CASCADE, to_field="username", related_name="led", related_query_name="led_repo"
    )
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="children")
    tags = models.ManyToManyField(Tag)
    comments = GenericRelation("lab.Comment")

    objects = RepositoryQuerySet.as_manager()
    with_owner = WithOwnerManager()
    built = FromQuerySetManager()
    handmade = HandmadeManager()

    class Meta:
        app_label = "lab"

    def __str__(self):
        return f"{self.owner.username}/{self.name}"

    @property
    def full_name(self):
        return f"{self.owner.username}/{self.name}"

    @property
    def short_name(self):
        return self.name[:3]

    def describe(self, prefix=""):
        return prefix + self.owner.username

    def owner_city(self):
        return self.owner.profile.city

    def tag_names(self):
        return [tag.name for tag in self.tags.all()]

    def open_titles(self):
        return [pull.title for pull in self.pullrequest_set.filter(merged=False)]

    def is_named(self, name):
        return self.name == name


def bio_of_owner(self):
    return self.owner.bio


Repository.add_to_class("bio_of_owner", bio_of_owner)


class PullRequest(models.Model):
    repo = models.ForeignKey(Repository, on_delete=models.CASCADE)
    author = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="prs")
    title = models.CharField(max_length=50)
    merged = models.BooleanField(default=False)

    class Meta:
        app_label = "lab"

    def __str__(self):
        return self.title


class Release(models.Model):
    repo = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="releases")
    version = models.CharField(max_length=20)

    class Meta:
        app_label = "lab"
        ordering = ["version"]


class Comment(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    text = models.TextField(default="")

    class Meta:
        app_label = "lab"


class Named(models.Model):
    name = models.CharField(max_length=50)
    landlord = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        app_label = "lab"
        abstract = True


class Place(Named):
    address = models.TextField(default="")

    class Meta:
        app_label = "lab"


class Restaurant(Place):
    stars = models.IntegerField(default=0)

    class Meta:
        app_label = "lab"


class Shop(Named):
    class Meta:
        app_label = "lab"


class BookManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().select_related("author")


class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="books")
    publisher = models.ForeignKey(Team, on_delete=models.CASCADE)

    objects = BookManager()

    class Meta:
        app_label = "lab"


class Chapter(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)

    class Meta:
        app_label = "lab"


def helper_reads_owner(repo):
    return repo.owner.username


def helper_reads_name(repo):
    return repo.name


def helper_makes_queryset():
    return Repository.objects.filter(name__startswith="r")


def helper_makes_loaded_queryset():
    return Repository.objects.select_related("owner")


def helper_adds_owner(repos):
    return repos.select_related("owner")


def helper_keeps(repos):
    return repos.filter(name__startswith="r")


def helper_loops(repos):
    return [repo.owner.username for repo in repos]
