namespace JobLogs.Storage.Queries;

/// <summary>Jobs that are asked for, newest first.</summary>
/// <param name="EnabledOnly">Leave disabled ones out.</param>
/// <param name="Search">Their name contains this text, after folding both; null means any.</param>
public sealed record JobQuery(bool EnabledOnly, string? Search, long Skip, int Limit);
