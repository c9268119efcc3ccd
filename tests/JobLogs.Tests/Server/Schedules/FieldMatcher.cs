namespace JobLogs.Tests.Server.Schedules;

/// <summary>A second, slow and plain reading of cron, to hold the real one against: numbers, lists, ranges and steps.</summary>
internal sealed class FieldMatcher
{
    private static readonly (int Min, int Max)[] Ranges = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];

    private readonly HashSet<int>[] _sets;
    private readonly bool _eitherDay;

    public FieldMatcher(string sixFields)
    {
        var parts = sixFields.Split(' ');
        _sets = [.. parts.Select((part, i) => Values(part, Ranges[i].Min, Ranges[i].Max))];
        _eitherDay = parts[3][0] != '*' && parts[5][0] != '*';
    }

    public bool Matches(DateTime wall)
    {
        var day = _sets[3].Contains(wall.Day);
        var weekday = _sets[5].Contains((int)wall.DayOfWeek) || (wall.DayOfWeek == DayOfWeek.Sunday && _sets[5].Contains(7));
        return _sets[0].Contains(wall.Second) && _sets[1].Contains(wall.Minute) && _sets[2].Contains(wall.Hour)
            && _sets[4].Contains(wall.Month) && (_eitherDay ? day || weekday : day && weekday);
    }

    private static HashSet<int> Values(string part, int min, int max)
    {
        var values = new HashSet<int>();
        foreach (var item in part.Split(','))
        {
            var stepped = item.Split('/');
            var bounds = stepped[0].Split('-');
            var first = stepped[0] == "*" ? min : int.Parse(bounds[0]);
            var last = stepped[0] == "*" ? max : int.Parse(bounds[^1]);
            for (var value = first; value <= last; value += stepped.Length > 1 ? int.Parse(stepped[1]) : 1)
            {
                values.Add(value);
            }
        }

        return values;
    }
}
