namespace JobLogs.Storage.Commands;

/// <summary>What becomes of a new run while others of its job are not over.</summary>
public enum BusyAction
{
    /// <summary>It begins beside them.</summary>
    Begin,

    /// <summary>It is not made; an occurrence leaves a <c>skipped</c> run.</summary>
    Skip,

    /// <summary>It is made, and begins when every older run of its job is over.</summary>
    Wait,

    /// <summary>They are cancelled; it begins when they are over.</summary>
    Replace,
}
