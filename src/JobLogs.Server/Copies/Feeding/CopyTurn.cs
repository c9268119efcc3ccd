namespace JobLogs.Server.Copies.Feeding;

/// <summary>What a turn of the feeding came to.</summary>
internal enum CopyTurn
{
    /// <summary>Another server feeds the copy.</summary>
    Standby,

    /// <summary>There is more to copy.</summary>
    More,

    /// <summary>The copy has all that was committed.</summary>
    AtEnd,
}
