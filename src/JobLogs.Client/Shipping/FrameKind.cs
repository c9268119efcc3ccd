namespace JobLogs.Client.Shipping;

/// <summary>What a frame of the spool holds. The numbers are in files.</summary>
internal enum FrameKind : byte
{
    /// <summary>An entry, as it is sent.</summary>
    Entry = 1,

    /// <summary>The begin or end of a step.</summary>
    Step = 2,

    /// <summary>A metric.</summary>
    Metric = 3,

    /// <summary>Progress, or the end of the run.</summary>
    Report = 4,
}
