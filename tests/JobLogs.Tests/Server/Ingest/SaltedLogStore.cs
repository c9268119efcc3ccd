using System.Reflection;
using JobLogs.Storage;

namespace JobLogs.Tests.Server.Ingest;

/// <summary>A log store that only seals cursors.</summary>
public class SaltedLogStore : DispatchProxy
{
    public static ILogStore Create() => Create<ILogStore, SaltedLogStore>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == "get_Salt" ? 4711UL : throw new NotSupportedException(targetMethod.Name);
}
