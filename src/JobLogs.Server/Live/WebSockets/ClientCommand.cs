using JobLogs.Server.Http;
using JobLogs.Server.Live.Subscriptions;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>What a client's message asks for.</summary>
internal abstract record ClientCommand
{
    /// <summary>A subscription, in place of the one there is.</summary>
    public sealed record Subscribe(SubscriptionRequest Request) : ClientCommand;

    /// <summary>The end of the subscription.</summary>
    public sealed record Unsubscribe : ClientCommand;

    /// <summary>A pong.</summary>
    public sealed record Ping : ClientCommand;

    /// <summary>Nothing that is understood.</summary>
    public sealed record Wrong(Problem Problem) : ClientCommand;
}
