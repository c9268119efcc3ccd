using JobLogs.Storage;
using JobLogs.Storage.Copies;

namespace JobLogs.Server.Copies;

/// <summary>What a copy is made from and compared with: the database, whatever else answers questions.</summary>
/// <param name="Log">The log in the database.</param>
/// <param name="Feed">What was committed to it.</param>
/// <param name="States">What it remembers of its copies.</param>
internal sealed record CopySources(ILogStore Log, ICommitFeed Feed, ICopyStates States);
