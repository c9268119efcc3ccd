using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Jobs;

/// <summary>Limits of job definitions.</summary>
internal sealed class JobsOptions
{
    /// <summary>Bytes that the body of a call may have; a longer one is answered 413. Default 1 MiB.</summary>
    [Range(1024, 64 << 20)]
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>Bytes that <c>parameters</c> may have, as they are sent; longer ones are refused with 400. Default 64 KiB.</summary>
    [Range(2, 16 << 20)]
    public int MaxParametersBytes { get; set; } = 64 << 10;

    /// <summary>Rows of deleted jobs that are removed in one step; about. More make fewer steps, each of which holds up others longer. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public int PurgeRows { get; set; } = 2_000;
}
