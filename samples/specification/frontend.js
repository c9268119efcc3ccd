// 获取历史日志
async function getJobLogs(jobId, filters = {}) {
  const params = new URLSearchParams(filters);
  const response = await fetch(`/api/cronjobs/${jobId}/logs?${params}`);
  return await response.json();
}

// WebSocket实时日志
function streamJobLogs(jobId, onLog) {
  const ws = new WebSocket(`ws://localhost:8000/api/cronjobs/${jobId}/logs/ws`);
  
  ws.onopen = () => {
    ws.send(JSON.stringify({
      type: "subscribe",
      types: ["log", "status"],
      filters: {}
    }));
  };
  
  ws.onmessage = (event) => {
    const data = JSON.parse(event.data);
    if (data.type === 'log') {
      onLog(data.data);
    }
  };
}

// 使用示例
streamJobLogs('job123', (log) => {
  console.log(`[${log.level}] ${log.message}`);
});
