namespace JobLogs.Storage.Commands;

/// <summary>
/// One thing to write, with its outcome. The store carries out the commands of a batch in their order, in one transaction;
/// a command that is refused writes nothing and says so in its outcome, and the others go on. Outcomes are to be read only
/// after the commit.
/// </summary>
public abstract class StoreCommand
{
    /// <summary>How many entries the command carries: what the size of a batch is bounded by.</summary>
    public virtual int Entries => 0;

    /// <summary>About how many bytes it carries.</summary>
    public virtual int Bytes => 256;
}
