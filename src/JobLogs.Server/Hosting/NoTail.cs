namespace JobLogs.Server.Hosting;
internal sealed class NoTail : Live.ITail { public void Publish(Storage.Commands.Commit commit, IReadOnlyList<Storage.Commands.StoreCommand> commands) { } }
