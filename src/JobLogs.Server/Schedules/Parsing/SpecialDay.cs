namespace JobLogs.Server.Schedules.Parsing;

/// <summary>A day that depends on the month it falls in.</summary>
/// <param name="Form">What <paramref name="Day"/> and <paramref name="Number"/> mean.</param>
/// <param name="Day">The day of the month, or of the week with Sunday 0; 0 where the form has none.</param>
/// <param name="Number">Days before the last day, or which weekday of the month (1 to 5).</param>
internal sealed record SpecialDay(SpecialDayForm Form, int Day, int Number);
