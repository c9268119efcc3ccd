namespace JobLogs.Server.Schedules.Zones;

/// <summary>A change of a zone's offset from UTC.</summary>
/// <param name="At">The first instant with the new offset.</param>
/// <param name="Before">The offset until then.</param>
/// <param name="After">The offset from then on.</param>
internal readonly record struct ZoneTransition(DateTimeOffset At, TimeSpan Before, TimeSpan After)
{
    /// <summary>Whether the clock goes forward, so that wall times between are missing; else they come twice.</summary>
    public bool IsGap => After > Before;

    /// <summary>The first wall time that is missing or comes twice.</summary>
    public DateTime WallStart => At.UtcDateTime + (IsGap ? Before : After);

    /// <summary>The first wall time after <see cref="WallStart"/> that comes just once again.</summary>
    public DateTime WallEnd => At.UtcDateTime + (IsGap ? After : Before);
}
