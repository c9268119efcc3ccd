namespace JobLogs.Protocol.Schedules;

/// <summary>What a cron expression means: the answer of <c>GET /api/cron/preview</c>.</summary>
/// <param name="Expression">The expression, without surrounding blanks.</param>
/// <param name="Timezone">The IANA name of the zone it was read in.</param>
/// <param name="Description">One English sentence that says when it is due.</param>
/// <param name="Fires">The next instants, soonest first; fewer than asked for only when the schedule ends before 2099.</param>
/// <param name="Warnings">What may surprise, one sentence or two each; empty when nothing does.</param>
/// <param name="WarningDetails">What each of the warnings is made of, in the same order.</param>
public sealed record CronPreview(
    string Expression, string Timezone, string Description, IReadOnlyList<CronFire> Fires, IReadOnlyList<string> Warnings,
    IReadOnlyList<CronWarningDetail> WarningDetails);
