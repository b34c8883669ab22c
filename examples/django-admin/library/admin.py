"""What the admin shows of the library."""

from django.contrib import admin

from library.models import Loan, Member, Tool


@admin.register(Tool)
class ToolAdmin(admin.ModelAdmin):
    """Tools, with search and a filter."""

    list_display = ("name", "kind", "is_working")
    list_filter = ("kind",)
    search_fields = ("name",)


admin.site.register([Member, Loan])
