#!/usr/bin/env python
# ci_runner.py

import argparse
import os
import sys
import time
import json
import requests

def main():
    parser = argparse.ArgumentParser(description="Run distributed tests in CI")
    parser.add_argument("--coordinator", default="http://localhost:8080", help="Coordinator URL")
    parser.add_argument("--test-file", required=True, help="Test file to run")
    parser.add_argument("--output-dir", default="./test-results", help="Output directory")
    parser.add_argument("--timeout", type=int, default=3600, help="Timeout in seconds")
    parser.add_argument("--format", choices=["json", "junit", "html"], default="json", help="Output format")
    
    args = parser.parse_args()
    
    # Read the test file
    with open(args.test_file, "r") as f:
        tests = json.load(f)
        
    # Submit the tests
    task_ids = []
    for test in tests:
        response = requests.post(
            f"{args.coordinator}/api/v1/tasks",
            json=test
        )
        response.raise_for_status()
        task_ids.append(response.json()["id"])
        
    # Wait for completion
    start_time = time.time()
    pending_tasks = set(task_ids)
    
    while pending_tasks and (time.time() - start_time) < args.timeout:
        for task_id in list(pending_tasks):
            response = requests.get(f"{args.coordinator}/api/v1/tasks/{task_id}")
            response.raise_for_status()
            
            status = response.json()["status"]
            if status in ["completed", "failed"]:
                pending_tasks.remove(task_id)
                
        if pending_tasks:
            print(f"Waiting for {len(pending_tasks)} tasks to complete...")
            time.sleep(10)
            
    # Check if all tasks completed
    if pending_tasks:
        print(f"Timeout: {len(pending_tasks)} tasks did not complete in time")
        sys.exit(1)
        
    # Export the results
    os.makedirs(args.output_dir, exist_ok=True)
    
    response = requests.get(
        f"{args.coordinator}/api/v1/tasks/export",
        params={
            "ids": ",".join(task_ids),
            "format": args.format
        }
    )
    response.raise_for_status()
    
    output_file = os.path.join(args.output_dir, f"results.{args.format}")
    with open(output_file, "wb") as f:
        f.write(response.content)
        
    print(f"Results exported to {output_file}")
    
    # Check if all tests passed
    response = requests.get(
        f"{args.coordinator}/api/v1/tasks/summary",
        params={"ids": ",".join(task_ids)}
    )
    response.raise_for_status()
    
    summary = response.json()
    if summary["failed"] > 0:
        print(f"Tests failed: {summary['failed']} out of {summary['total']}")
        sys.exit(1)
        
    print(f"All tests passed: {summary['total']}")
    
if __name__ == "__main__":
    main()
