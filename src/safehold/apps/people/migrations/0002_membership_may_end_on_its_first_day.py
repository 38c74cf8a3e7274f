from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_organisations'),
        ('people', '0001_people_and_memberships'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_ends_after_it_starts',
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(
                condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'),
                name='membership_ends_no_earlier_than_it_starts',
            ),
        ),
    ]
