using System.Runtime.CompilerServices;
using JobLogs.Client.Http.Following;

namespace JobLogs.Tests.Client.Http.Following;

/// <summary>Connections that tell what a script says; an exception in it is thrown.</summary>
internal sealed class ScriptedConnection(params object[][] connections) : IFollowConnection
{
    /// <summary>The cursor that each connection was asked to go on after.</summary>
    public List<string?> AskedAfter { get; } = [];

    public async IAsyncEnumerable<FollowEvent> ConnectAsync(FollowRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AskedAfter.Add(request.After);
        foreach (var next in connections[AskedAfter.Count - 1])
        {
            await Task.Yield();
            yield return next as FollowEvent ?? throw (Exception)next;
        }
    }
}
