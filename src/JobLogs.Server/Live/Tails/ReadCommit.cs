using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>One commit of a page that was read.</summary>
/// <param name="Number">Its number.</param>
/// <param name="FirstEntry">The page's first entry that it wrote.</param>
/// <param name="EndOfEntries">The page's first entry behind those.</param>
/// <param name="Events">Its events, of all jobs.</param>
internal readonly record struct ReadCommit(long Number, int FirstEntry, int EndOfEntries, IReadOnlyList<RunEvent> Events);
