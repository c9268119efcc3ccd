using JobLogs.Protocol.Problems;
using JobLogs.Server.Access.Callers;
using JobLogs.Server.Http;
using JobLogs.Storage.Commands;

namespace JobLogs.Server.Access.Grants;

/// <summary>Why a key got no session or ticket.</summary>
internal static class GrantProblems
{
    /// <summary>What to answer; null when it got one.</summary>
    public static Problem? Of(AddGrant command) => command.Refusal switch
    {
        Refusal.None => null,
        Refusal.TooMany => Problems.Conflict(
            ProblemCodes.TooMany, $"This key has {AddGrant.MostPerKey} sessions and tickets open, which is the limit. Use fewer; unused ones end by themselves."),
        _ => AccessProblems.UnknownKey(),
    };
}
