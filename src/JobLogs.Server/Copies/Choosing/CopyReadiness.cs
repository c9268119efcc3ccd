namespace JobLogs.Server.Copies.Choosing;

/// <summary>Whether the copy can answer questions about a scope as the database does.</summary>
/// <param name="Through">It has everything up to this commit.</param>
/// <param name="Epoch">Which copy this is; one that is made anew has another.</param>
/// <param name="Refusal">Why it can't; null when it can.</param>
internal readonly record struct CopyReadiness(long Through, int Epoch, CopyTrouble? Refusal)
{
    /// <summary>It can't.</summary>
    public static CopyReadiness No(string code, string text) => new(0, 0, new CopyTrouble(code, text));
}
