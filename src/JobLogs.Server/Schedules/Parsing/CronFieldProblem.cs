namespace JobLogs.Server.Schedules.Parsing;

/// <summary>Why a field was refused.</summary>
/// <param name="What">A full sentence that names the field, the text and the allowed range.</param>
/// <param name="Correction">A text to put in the field's place, for the corrected example.</param>
internal sealed record CronFieldProblem(string What, string Correction);
