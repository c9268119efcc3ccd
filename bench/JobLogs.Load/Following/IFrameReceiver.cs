namespace JobLogs.Load.Following;

/// <summary>Takes the frames of one WebSocket.</summary>
internal interface IFrameReceiver
{
    /// <summary>A message; valid during the call.</summary>
    void Text(ReadOnlySpan<byte> payload);

    /// <summary>A ping, to be answered with the same payload.</summary>
    void Ping(ReadOnlySpan<byte> payload);

    /// <summary>The server closes.</summary>
    void Close();
}
