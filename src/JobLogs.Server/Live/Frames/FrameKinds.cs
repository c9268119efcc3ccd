using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Frames;

/// <summary>What can be said of a kind of frame.</summary>
internal static class FrameKinds
{
    /// <summary>How many kinds there are.</summary>
    public const int Count = 4;

    /// <summary>Whether it goes over a WebSocket.</summary>
    public static bool IsWebSocket(this FrameKind kind) => kind <= FrameKind.WebSocketOfAll;

    /// <summary>Whether its cursors are of the all-jobs kind.</summary>
    public static bool IsOfAll(this FrameKind kind) => kind is FrameKind.WebSocketOfAll or FrameKind.EventOfAll;

    /// <summary>The kind for a scope over a WebSocket.</summary>
    public static FrameKind WebSocket(in LogScope scope) => scope.Job is null ? FrameKind.WebSocketOfAll : FrameKind.WebSocketOfJob;

    /// <summary>The kind for a scope as Server-Sent Events.</summary>
    public static FrameKind EventStream(in LogScope scope) => scope.Job is null ? FrameKind.EventOfAll : FrameKind.EventOfJob;
}
