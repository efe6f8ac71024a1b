"""One module per question type. Each has ``tell(asking)``: it writes the draft and returns the sources to cite."""
