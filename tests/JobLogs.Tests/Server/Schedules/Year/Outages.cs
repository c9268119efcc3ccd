namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>When the server was down, and when its disk was full. Both ends are moments at which it works.</summary>
internal static class Outages
{
    public static readonly (DateTimeOffset From, DateTimeOffset To)[] Down =
    [
        Span("2026-02-10T00:00:30Z", "2026-02-10T05:10:00Z"),

        // Berlin's clocks change while nobody is there; and a restart so short that nothing counts as missed.
        Span("2026-03-29T00:50:00Z", "2026-03-29T01:20:00Z"),
        Span("2026-04-30T23:59:58Z", "2026-05-01T00:00:04Z"),

        // Days: more is missed than is made up for.
        Span("2026-07-03T00:00:01Z", "2026-07-11T12:00:00Z"),
        Span("2026-10-25T00:20:00Z", "2026-10-25T02:10:00Z"),
        Span("2026-11-01T05:10:00Z", "2026-11-01T06:40:00Z"),
    ];

    public static readonly (DateTimeOffset From, DateTimeOffset To) Full = Span("2026-08-15T11:30:00Z", "2026-08-15T12:30:00Z");

    /// <summary>When nothing is written: the moments between the ends.</summary>
    public static bool IsAway(DateTimeOffset time) => IsFull(time) || Down.Any(span => span.From < time && time < span.To);

    public static bool IsFull(DateTimeOffset time) => Full.From < time && time < Full.To;

    private static (DateTimeOffset From, DateTimeOffset To) Span(string from, string to) => (DateTimeOffset.Parse(from), DateTimeOffset.Parse(to));
}
